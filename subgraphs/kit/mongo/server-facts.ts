import type { Db } from 'mongodb';

/** What a server of the MongoDB protocol is and can do. */
export interface ServerFacts {
  /** Product and version. */
  readonly name: string;
  /** Whether `$in` over `_id` is answered by its index. FerretDB 1 reads the whole collection for it. */
  readonly findsManyByIndex: boolean;
  /** Whether it tells of changes (replica sets and sharded clusters do). */
  readonly hasChangeStreams: boolean;
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
    hasChangeStreams: 'setName' in hello || hello['msg'] === 'isdbgrid',
  };
}
