/** Of the commands that work on a node's store: what they are configured by. */
export const STORE_HELP = `Environment, as for \`ucat node start\`:
  NODE_AUTHORITIES  codes of the node's authorities, with commas (needed)
  DATA_DIR          folder of an embedded store (default .data/node-<first authority>)
  MONGODB_URI       connection string, where the store is in MongoDB
  MONGODB_DATABASE  its database (default: the one that MONGODB_URI names, else ucat_node_<first authority>)`;
