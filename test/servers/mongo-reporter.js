/** Fails a run in CI that had no MongoDB server. What it says is in the run's last lines: global-teardown.js. */
export default class MongoReporter {
  #isCi;

  constructor({ ci }) {
    this.#isCi = ci || Boolean(process.env.CI);
  }

  getLastError() {
    const server = globalThis.mongoForTests;
    return this.#isCi && server?.isThere === false ? new Error(`No MongoDB was tested: ${server.told}`) : undefined;
  }
}
