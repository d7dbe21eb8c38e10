import { WELL_KNOWN } from '../../identity/node-description.js';
import { failed, passed, type Check } from '../check.js';

export const description: Check = {
  code: 'DESCRIPTION',
  titleZh: '节点自述与密钥',
  titleEn: 'The node says who it is, and has a key',
  advice: 'Make the key with `ucat node init` in the folder of the node’s data, and let a proxy in front pass the path on.',
  run({ description: node, authorities }) {
    const sent = `GET ${WELL_KNOWN} beside the endpoint`;
    if (node instanceof Error) return failed(sent, node.message);
    const came = `It serves ${node.authorities.join(', ')}, by contract ${node.contractVersion}, with ${node.publicKey === null ? 'no key' : `the key ${node.publicKey}`}.`;
    return node.publicKey !== null && authorities.every((code) => node.authorities.includes(code)) ? passed(sent, came) : failed(sent, came);
  },
};
