import type { Db } from 'mongodb';

/** What a server of the MongoDB protocol is and can do. */
export interface ServerFacts {
  /** Product and version. */
  readonly name: string;
  /** Whether `$in` over `_id` is answered by its index. FerretDB 1 reads the whole collection for it. */
  readonly findsManyByIndex: boolean;
  /**
   * Updates that one request may carry. FerretDB holds a connection for each until all are done, and stands still for
   * good where its hundred are held by requests that wait for one more: so few that all writers may do this at once.
   */
  readonly updatesAtOnce: number;
  /** Whether it is a replica set or a sharded cluster: it tells of changes, and its primary may be another in a moment. */
  readonly isReplicated: boolean;
}

interface BuildInfo {
  readonly version: string;
  /** Of FerretDB only; `version` is then the MongoDB version that it stands for. */
  readonly ferretdbVersion?: string;
}

export async function describeServer(db: Db): Promise<ServerFacts> {
  const [build, hello] = await Promise.all([db.command({ buildInfo: 1 }) as Promise<unknown>, db.command({ hello: 1 })]);
  const { version, ferretdbVersion } = build as BuildInfo;
  return {
    name: ferretdbVersion === undefined ? `MongoDB ${version}` : `FerretDB ${ferretdbVersion}`,
    findsManyByIndex: ferretdbVersion === undefined,
    updatesAtOnce: ferretdbVersion === undefined ? 500 : 5,
    isReplicated: 'setName' in hello || hello['msg'] === 'isdbgrid',
  };
}
