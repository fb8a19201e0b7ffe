// @ts-check

/** A clock that a test moves by hand; actions run in the order of their time. */
export class ManualClock {
  now = 0;
  /** @type {{ id: number, at: number, action: () => void }[]} */ #pending = [];
  #nextId = 1;

  /** @type {import('../js/kit/timers.js').Clock['set']} */
  set = (action, delay) => {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#pending.push({ id, at: this.now + delay, action });
    return id;
  };

  /** @type {import('../js/kit/timers.js').Clock['clear']} */
  clear = (id) => {
    this.#pending = this.#pending.filter((one) => one.id !== id);
  };

  get pending() { return this.#pending.length; }

  /** @param {number} delay */
  advance(delay) {
    const end = this.now + delay;
    for (;;) {
      const [next] = this.#pending.filter((one) => one.at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.clear(next.id);
      this.now = next.at;
      next.action();
    }
    this.now = end;
  }
}
