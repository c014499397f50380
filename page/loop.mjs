// When to ask: at once after a pause, else at most once in a frame, never while an answer is under way, always for what stands there
// now. What changed meanwhile is asked for afterwards, so the newest answer wins by itself.

/** Milliseconds. */
const FRAME = 16;

/**
 * @typedef {object} Asker
 * @property {() => boolean} ready whether the engine answers
 * @property {(what: string) => object | null} request the request for a thing that changed; null: nothing to ask
 * @property {(requests: object[], take: (answer: any, index: number) => void) => Promise<void>} ask
 * @property {(what: string, answer: any, request: any) => void} show
 */

export class Loop {
  /** @type {Set<string>} */
  #changed = new Set();
  #planned = false;
  #asking = false;
  #askedAt = -Infinity;

  /** @param {Asker} asker */
  constructor(asker) {
    this.asker = asker;
  }

  /** These things changed. @param {...string} what */
  touch(...what) {
    for (const one of what) this.#changed.add(one);
    this.#plan();
  }

  #plan() {
    if (this.#planned || this.#asking || !this.#changed.size || !this.asker.ready()) return;
    this.#planned = true;
    const when = performance.now() - this.#askedAt > FRAME ? queueMicrotask : nextFrame;
    when(() => {
      this.#planned = false;
      this.#ask();
    });
  }

  async #ask() {
    if (!this.asker.ready()) return;
    const asked = [...this.#changed].flatMap((what) => {
      const request = this.asker.request(what);
      return request ? [{ what, request }] : [];
    });
    this.#changed.clear();
    this.#askedAt = performance.now();
    if (!asked.length) return;
    this.#asking = true;
    const take = (/** @type {any} */ answer, /** @type {number} */ index) =>
      this.asker.show(asked[index].what, answer, asked[index].request);
    try {
      await this.asker.ask(asked.map((one) => one.request), take);
    } catch {
      // The worker is gone. What was asked is asked again once there is a new one.
      for (const { what } of asked) this.#changed.add(what);
    }
    this.#asking = false;
    this.#plan();
  }
}

/** The next frame, or soon where there are no frames: a tab in the background has none. */
function nextFrame(/** @type {() => void} */ does) {
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    clearTimeout(timer);
    does();
  };
  const timer = setTimeout(once, 100);
  requestAnimationFrame(once);
}
