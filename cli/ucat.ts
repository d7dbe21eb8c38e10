#!/usr/bin/env -S node --max-semi-space-size=64
// Must come first: graphql-js reads NODE_ENV when it is loaded and checks far more outside production.
import './production.js';
import { Command } from 'commander';
import { accessCommand } from './commands/access.js';
import { auditCommand } from './commands/audit.js';
import { composeCommand } from './commands/compose.js';
import { conformanceCommand } from './commands/conformance.js';
import { coverageCommand } from './commands/coverage.js';
import { demoCommand } from './commands/demo.js';
import { demandCommand } from './commands/demand.js';
import { documentsCommand } from './commands/documents.js';
import { exportCommand } from './commands/export.js';
import { gatewayCommand } from './commands/gateway.js';
import { getCommand } from './commands/get.js';
import { importCommand } from './commands/import.js';
import { joinCommand } from './commands/join.js';
import { leaveCommand } from './commands/leave.js';
import { lineageCommand } from './commands/lineage.js';
import { computeCommand } from './commands/compute.js';
import { marketCommand } from './commands/market.js';
import { membersCommand } from './commands/members.js';
import { nodeCommand } from './commands/node.js';
import { registryCommand } from './commands/registry.js';
import { replicaCommand } from './commands/replica.js';
import { searchCommand } from './commands/search.js';
import { statusCommand } from './commands/status.js';
import { useCommand } from './commands/use.js';
import { validateCommand } from './commands/validate.js';
import { verifyCommand } from './commands/verify.js';
import { loadSettings } from './load-settings.js';

const program = new Command('ucat')
  .description('Union Catalog: a federated metadata catalog.')
  .option('--settings <file>', 'read settings from a file; what the environment sets already stands')
  .hook('preAction', (command) => loadSettings(command.opts<{ readonly settings?: string }>().settings))
  .showHelpAfterError('(run with --help for what there is)')
  .addCommand(nodeCommand())
  .addCommand(searchCommand())
  .addCommand(registryCommand())
  .addCommand(gatewayCommand())
  .addCommand(replicaCommand())
  .addCommand(marketCommand())
  .addCommand(computeCommand())
  .addCommand(useCommand())
  .addCommand(demandCommand())
  .addCommand(importCommand())
  .addCommand(exportCommand())
  .addCommand(validateCommand())
  .addCommand(verifyCommand())
  .addCommand(getCommand())
  .addCommand(lineageCommand())
  .addCommand(joinCommand())
  .addCommand(leaveCommand())
  .addCommand(membersCommand())
  .addCommand(accessCommand())
  .addCommand(auditCommand())
  .addCommand(conformanceCommand())
  .addCommand(statusCommand())
  .addCommand(coverageCommand())
  .addCommand(documentsCommand())
  .addCommand(composeCommand())
  .addCommand(demoCommand());

await program.parseAsync();
