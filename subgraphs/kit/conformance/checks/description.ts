import { WELL_KNOWN } from '../../identity/node-description.js';
import { failed, passed, type Check } from '../check.js';

const SENT = `GET ${WELL_KNOWN} beside the endpoint`;

export const description: Check = {
  code: 'DESCRIPTION',
  titleZh: '节点自述与密钥',
  titleEn: 'The node says who it is, and has a key',
  advice: 'Make the key with `ucat node init` in the folder of the node’s data, and let a proxy in front pass the path on.',
  run({ description: node }) {
    if (node instanceof Error) return failed(SENT, node.message);
    return node.publicKey === null ? failed(SENT, 'It has no key.') : passed(SENT, `It has the key ${node.publicKey}.`);
  },
};

export const authoritiesServed: Check = {
  code: 'AUTHORITIES_SERVED',
  titleZh: '节点提供所申请的机构',
  titleEn: 'The node serves the authorities that it is asked for',
  advice: 'Add what is missing to NODE_AUTHORITIES of the node, or do not ask for it.',
  run({ description: node, asked }) {
    if (node instanceof Error) return failed(SENT, node.message);
    const missing = asked.filter((code) => !node.authorities.includes(code));
    const came = `It serves ${node.authorities.join(', ')}`;
    return missing.length === 0 ? passed(SENT, `${came}.`) : failed(SENT, `${came}, but not ${missing.join(', ')}.`);
  },
};
