/** What is wrong with a resource, in the form in which a node answers it. */
export interface DcatProblem {
  /** Path of the record's field: `distributions[2].accessURL`. */
  readonly field: string;
  /** The value found, cut to 200 characters; null where it is missing. */
  readonly value: string | null;
  readonly rule: string;
  readonly message: string;
}

/** What is taken down while a resource is read: what spoils it, and what was left out or supplied. */
export class Findings {
  readonly problems: DcatProblem[] = [];
  readonly notes: string[] = [];

  refuse(field: string, rule: string, value: string | null, message: string): undefined {
    this.problems.push({ field, rule, value: value === null ? null : value.slice(0, 200).toWellFormed(), message });
  }

  note(what: string): undefined {
    if (!this.notes.includes(what)) this.notes.push(what);
  }
}
