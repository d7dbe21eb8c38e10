import type { Transport } from '../../subgraphs/kit/transport/transport.js';

/** The data of an answer. @throws Error where the service refuses any part of it */
export async function ask(send: Transport, url: string, query: string, variables?: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
  const { data, errors } = await send({ url, query, variables });
  if (!data || errors) throw new Error(`${url} refused: ${errors?.map(({ message }) => message).join(' ') ?? 'no data'}`);
  return data;
}
