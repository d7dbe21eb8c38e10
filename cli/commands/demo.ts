import { Command } from 'commander';
import { readDemoConfig } from '../demo/config.js';
import { runService } from '../run-service.js';

/** `ucat demo`: what `npm start` runs. */
export function demoCommand(): Command {
  const nodes = new Command('nodes')
    .description('Run the nodes of the demonstration in one process (used by `ucat demo`).')
    .action(async () => runService({ name: 'nodes', load: async () => ({ readConfig: readDemoConfig, start: (await import('../demo/demo-nodes.js')).startDemoNodes }) }));
  return new Command('demo')
    .description('Run the whole national catalog on this machine: seeded nodes, index, registry, gateway and search page.')
    .addHelpText('after', '\nEnvironment:\n  PORT      port of the gateway and the search page, at most 65411; the services follow it (default 4000)\n  DATA_DIR  folder of all state (default .data)\n\nExample:\n  PORT=8080 ucat demo')
    .addCommand(nodes, { hidden: true })
    .action(async () => runService({ name: 'demo', load: async () => ({ readConfig: readDemoConfig, start: (await import('../demo/start-demo.js')).startDemo }) }));
}
