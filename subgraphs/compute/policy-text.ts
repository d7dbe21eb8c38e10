/** A policy as JSON-LD text. What is no text, as of a later contract, is judged as well: terms are never passed over. */
export const policyText = (policy: unknown): string => (typeof policy === 'string' ? policy : JSON.stringify(policy));
