// @ts-check
import { Timer } from './timers.js';

/**
 * @typedef {object} Surroundings
 * @property {string} url
 * @property {(url: string) => Promise<Response>} get
 * @property {import('./timers.js').Clock} clock
 * @property {number} pause  milliseconds from an answer to the next question
 * @property {() => void} onChange  `latest` is another
 */

/** What the server says of itself, asked for again and again between `start` and `stop`. */
export class ServerStatus {
  /** @type {Surroundings} */ #around;
  /** @type {Timer} */ #timer;
  /** The run that answers must belong to; 0 while stopped. */ #run = 0;
  #runs = 0;
  /** As the server wrote it; undefined while it has not answered. @type {Record<string, unknown> | undefined} */ latest;

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    this.#timer = new Timer(around.clock);
  }

  /** Asks at once, and from then on. */
  start() {
    if (this.#run !== 0) return;
    this.#runs += 1;
    this.#run = this.#runs;
    this.#ask(this.#run);
  }

  stop() {
    this.#run = 0;
    this.#timer.cancel();
  }

  /** @param {number} run */
  async #ask(run) {
    const status = await this.#fetch();
    if (run !== this.#run) return;
    this.latest = status;
    this.#timer.start(() => this.#ask(run), this.#around.pause);
    this.#around.onChange();
  }

  async #fetch() {
    try {
      const response = await this.#around.get(this.#around.url);
      const status = response.ok ? await response.json() : undefined;
      return typeof status === 'object' && status !== null ? status : undefined;
    } catch {
      // No answer, or not JSON: nothing is known until the next one.
      return undefined;
    }
  }
}
