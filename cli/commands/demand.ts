import { Command } from 'commander';
import { askingUse } from '../use/asking-use.js';

const help = `
Exit codes: 0 shown, 1 there is nothing to show, 2 it could not be asked.

Examples:
  ucat demand matches 310000-DM-0000000002-A
  ucat demand of 310000-OR-0000000002-T --state OPEN
  ucat demand news 310000-DM-0000000002-A --place .data/rain.place`;

/** `ucat demand`: what matches a demand, what has come for it, and what an organization looks for. */
export function demandCommand(): Command {
  const news = askingUse('news', { question: 'arrivals', argument: 'demand', description: 'Show what was published and matches a demand since the last time that this was asked.', example: '310000-DM-0000000002-A' });
  const of = askingUse('of', { question: 'demands', argument: 'organization', description: 'Show the demands of an organization.', example: '310000-OR-0000000002-T' });
  return new Command('demand')
    .description('Show what matches a demand for data, and who needs what.')
    .addHelpText('after', help)
    .addCommand(askingUse('matches', { question: 'matches', argument: 'demand', description: 'Show the datasets that match a demand, the best first, and why.', example: '310000-DM-0000000002-A' }))
    .addCommand(of.option('--state <state>', 'only those with which it stands so: OPEN, MET or CLOSED'))
    .addCommand(news.requiredOption('--place <file>', 'file that keeps how far the logs were looked at; made where there is none'));
}
