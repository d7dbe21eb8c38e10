import { Command } from 'commander';
import { readDemoConfig } from '../demo/config.js';
import { runService } from '../run-service.js';

/** `ucat demo`: what `npm start` runs. */
export function demoCommand(): Command {
  const nodes = new Command('nodes')
    .description('Run the nodes of the demonstration in one process (used by `ucat demo`).')
    .action(async () => {
      const { startDemoNodes } = await import('../demo/demo-nodes.js');
      await runService({ name: 'nodes', readConfig: readDemoConfig, start: startDemoNodes });
    });
  return new Command('demo')
    .description('Run the whole national catalog on this machine: seeded nodes, index, registry, gateway and search page.')
    .addHelpText('after', '\nEnvironment:\n  PORT      port of the gateway and the search page; the services follow it (default 4000)\n  DATA_DIR  folder of all state (default .data)\n\nExample:\n  PORT=8080 ucat demo')
    .addCommand(nodes, { hidden: true })
    .action(async () => {
      const { startDemo } = await import('../demo/start-demo.js');
      await runService({ name: 'demo', readConfig: readDemoConfig, start: startDemo });
    });
}
