import { pino, type Logger } from 'pino';
import { BadSetting, type Environment } from './env.js';

export type { Logger };

const LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'];

/** A logger that writes one JSON object a line to standard error, marked with the service's name. @throws BadSetting on a wrong LOG_LEVEL */
export function createLogger(service: string, env: Environment): Logger {
  const level = env['LOG_LEVEL'] || 'info';
  if (!LEVELS.includes(level)) throw new BadSetting('LOG_LEVEL', `one of ${LEVELS.join(', ')}`, level);
  return pino({ name: service, level }, pino.destination({ dest: 2, sync: true }));
}
