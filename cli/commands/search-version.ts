import { Command } from 'commander';
import { indexFolder } from '../index-folder.js';

interface Options {
  readonly rollback?: boolean;
  readonly rebuild?: boolean;
  readonly forget?: boolean;
  readonly dataDir?: string;
}

const help = `
Stop the index before --rollback and --rebuild: it reads its versions when it starts.

Examples:
  ucat search version --data-dir .data/search
  ucat search version --data-dir .data/search --rollback   # then start the index`;

/** `ucat search version`: which versions of the index there are in a folder, and the way back to the former one. */
export function searchVersionCommand(): Command {
  return new Command('version')
    .description('Show the versions of the index in a folder, go back to the former one, or delete that.')
    .option('--data-dir <folder>', 'folder of the index (default: DATA_DIR of the environment, else .data/search)')
    .option('--rollback', 'serve the former version from the next start on, as it is')
    .option('--rebuild', 'let a version that was gone back to be replaced again')
    .option('--forget', 'delete the former version')
    .addHelpText('after', help)
    .action(async ({ dataDir: folder, rollback, rebuild, forget }: Options) => {
      const dataDir = indexFolder(folder);
      const { forgetFormer, goBack, readVersions, unpin } = await import('../../subgraphs/search/index/versions/index-versions.js');
      const act = rollback ? goBack : rebuild ? unpin : forget ? forgetFormer : readVersions;
      try {
        const { current, former, formerSince, pinned } = act(dataDir);
        console.log(`served: ${current}${pinned ? ', as it is' : ''}\nformer: ${former === null ? 'none' : `${former}, since ${String(formerSince)}`}`);
      } catch (error) {
        console.error((error as Error).message);
        process.exitCode = 1;
      }
    });
}
