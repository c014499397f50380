// When to ask: at once after a pause, else at most once in a frame, never while an answer is under way, always for what stands there
// now. What changed meanwhile is asked for afterwards, so the newest answer wins by itself.

/** Milliseconds. */
const FRAME = 16;

export class Loop {
  /** @type {Set<Page.Topic>} */
  #changed = new Set();
  #planned = false;
  #asking = false;
  #askedAt = -Infinity;

  /** @param {Page.Asker} asker */
  constructor(asker) {
    this.asker = asker;
  }

  /** These things changed. @param {...Page.Topic} what */
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
    /** @type {Page.Take} */
    const take = (answer, index) => {
      const one = asked[index];
      if (one) this.asker.show(one.what, answer, one.request);
    };
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
