/*
 * What two nations may tell differently without telling anything of a record. The clock stands still in both, keys are the
 * same and all was published at the same moments, so that nothing else is taken off: cursors, hashes, proofs,
 * signatures, moments, scores and counts are compared as they are.
 */

/** Each request has an id drawn by chance, for the operator's logs. */
const REQUEST_ID = /,?"requestId":"[^"]*"/g;

/** Each nation's gateway is at a port of its own, and feeds, links and documents say where they are. */
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\//g;

export const comparable = (answer: string): string => byRecord(answer.replace(REQUEST_ID, '').replace(ADDRESS, 'http://gateway/'));

/**
 * Access requests come newest first, and those of one moment by ids that are drawn by chance. The clock stands still, so
 * all are of one moment: which there are is compared, not their order.
 */
function byRecord(answer: string): string {
  if (!answer.startsWith('{"data":{"myAccessRequests":[')) return answer;
  const { data, ...rest } = JSON.parse(answer) as { readonly data: { readonly myAccessRequests: readonly object[] } };
  return JSON.stringify({ data: { myAccessRequests: data.myAccessRequests.map((one) => JSON.stringify(one)).sort() }, ...rest });
}

/**
 * Families of numbers that are about records, of node and index. Others are about the process: its memory, its requests, how
 * long they took. Of the gateway's nothing is compared: they count its own requests.
 */
const ABOUT_RECORDS = /^(?:# \w+ )?ucat_(?:node|index|feed)_(?!store_)/;

export const comparableMetrics = (text: string): string => text.split('\n').filter((line) => ABOUT_RECORDS.test(line)).join('\n');
