import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildJavaServer, type JavaServer } from './build-java-server.js';
import { makeQuickFolder } from './quick-folder.js';
import { startProcess } from './server-process.js';

export interface JavaServerOptions {
  /** Folder of its data and its log; made where it is missing. @default one that is gone afterwards, in memory where there is room: making and removing an index waits for the disk again and again */
  readonly folder?: string;
  /** @default 0, any that is free */
  readonly port?: number;
}

/** How a server in Java is built and started. It says its port once it answers there. */
export interface JavaProgram extends JavaServer {
  readonly startMillis: number;
  /** Words of the machine. */
  readonly machine: readonly string[];
  /** Words of the server. */
  readonly words: (folder: string, port: number) => readonly string[];
}

/** A server in Java of our own, on the loopback interface. */
export interface RunningServer extends AsyncDisposable {
  /** The same after `startAgain`. */
  readonly port: number;
  /** Of the process that runs now, or ran last. */
  readonly pid: number;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop and waits; a folder of its own is gone then. */
  stop(): Promise<void>;
  /** Starts it on the same port and folder, after `kill`. */
  startAgain(): Promise<void>;
}

/** Fetches and compiles it if need be and starts it. Resolves when it answers. @throws Error saying what its log says */
export async function startJavaServer({ startMillis, machine, words, ...server }: JavaProgram, options: JavaServerOptions): Promise<RunningServer> {
  const classPath = await buildJavaServer(server);
  const folder = options.folder === undefined ? await makeQuickFolder(`ucat-${server.folder}-`) : resolve(options.folder);
  await mkdir(join(folder, 'home'), { recursive: true });
  const remove = async (): Promise<void> => {
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
  };
  const running = await startProcess({
    name: server.name, folder, startMillis, says: /^port (\d+)$/m,
    command: (at) => ['java', ...machine, '-cp', classPath, server.launcher, ...words(folder, at)],
  }, options.port ?? 0).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await running.end('SIGTERM');
    await remove();
  };
  return {
    port: running.port,
    get pid() {
      return running.pid;
    },
    kill: async () => running.end('SIGKILL'),
    stop,
    startAgain: async () => running.startAgain(),
    [Symbol.asyncDispose]: stop,
  };
}
