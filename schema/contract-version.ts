/**
 * Version of the node contract that `schema/catalog.graphql` stands for: `<major>.<minor>`. A node says it of itself, and
 * the registry keeps it. It is raised with the first change after a release; `schema/contracts/` holds what was released.
 */
export const CONTRACT_VERSION = '1.2';
