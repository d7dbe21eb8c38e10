/** The word that an enum of the contract may have for what its reader does not know, a word of a later contract included. */
export const UNKNOWN_WORD = 'UNKNOWN';
