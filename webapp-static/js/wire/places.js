// @ts-check

/**
 * How many symbols the server lets one page hold; undefined if it does not say, which its refusals then do.
 * @param {string} url
 * @param {(url: string) => Promise<Response>} get
 * @returns {Promise<number | undefined>}
 */
export async function fetchPlaces(url, get) {
  try {
    const { symbolsPerClient } = await (await get(url)).json();
    return Number.isInteger(symbolsPerClient) && symbolsPerClient > 0 ? symbolsPerClient : undefined;
  } catch {
    return undefined;
  }
}
