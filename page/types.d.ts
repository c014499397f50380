// Types that no data tells: how the page's modules speak to each other and to the worker. What the words, the questions and the
// engine are is in build/page/contract.d.ts, which `make write` makes from them. Neither file is published.

declare namespace Page {
  type Word = keyof Words;
  type FieldName = keyof Fields;
  /** What the page knows of any question. */
  interface Question {
    label: string;
    default?: unknown;
    preset?: boolean;
    unsure?: string;
    error?: string;
    also?: Record<string, string>;
  }
  /** One question, whichever it is. */
  interface Field extends Question {
    kind: "choice" | "choices" | "yes_no" | "text" | "long_text" | "names" | "datetime" | "whole_number";
    options?: Record<string, string>;
  }

  type Filling = string | number;
  /** What has to be said besides a sentence's name: its blanks, where it has any. */
  type Blanks<Names extends string> = [Names] extends [never] ? [] : [values: Record<Names, Filling>];
  /** For a name that is none, it is the name that is complained about. */
  type Say<All> = <Path extends keyof All>(
    path: Path,
    ...values: keyof All extends Path ? [values?: Record<string, Filling>] : Blanks<All[Path] & string>
  ) => string;
  /** Sentences that come for one and for many. */
  type Counted = { [Path in Word]: Path extends `${infer Name}_one` ? (`${Name}_many` extends Word ? Name : never) : never }[Word];
  type SayCount = <Path extends Counted>(
    path: Path,
    count: number,
    ...values: Blanks<Exclude<Words[`${Path}_one` | `${Path}_many`], "count">>
  ) => string;

  /** Rules whose words have a meaning that is told. */
  type Meant = { [Path in Word]: Path extends `means.${infer Rule}.text` ? Rule : never }[Word];

  /** Who answered a question: nobody yet, a link, the mail, or the person. */
  type Source = "nobody" | "link" | "mail" | "person";

  /** A place in a text, in code points, as the engine counts. */
  interface Span {
    start: number;
    end: number;
    level?: string;
  }

  interface Text {
    subject: string;
    body: string;
  }

  type ViewName = "empty" | "read" | "asked";
  type Answers = import("./answers.mjs").Answers;
  type Ink = import("./marks.mjs").Ink;
  type Letter = import("./letter.mjs").Letter;

  // ---- The log --------------------------------------------------------------------------------------------------------

  type Column = (typeof import("./log.mjs").COLUMNS)[number];
  type Status = (typeof import("./log.mjs").STATUSES)[number];
  /** Every cell is text; dates are YYYY-MM-DD or empty. */
  type Row = Record<Column, string> & { status: Status };

  // ---- The email and the letter ---------------------------------------------------------------------------------------

  /** Words of the email; `says` is the question that they speak for, or that and its value. */
  interface Evidence extends Span {
    says: string;
    rule?: string;
    field?: string;
    value?: string;
  }
  /** A blank in the text shown, in UTF-16 units. */
  interface Slot {
    field: FieldName;
    start: number;
    end: number;
  }
  /** A text with its slots as the engine says them. */
  interface Slotted {
    body: string;
    slots: Contract.Slot[];
  }
  interface Mine extends Text {
    slots: Slot[];
  }
  /** One kind of message: what the engine wrote last, what the person made of it, and which version that began from. */
  interface Version {
    message: Contract.Message | null;
    mine: Mine | null;
    /** The engine's version when the person last accepted or changed it. */
    base: Contract.Message | null;
    /** The version not shown now, to go back to. */
    aside: Mine | null;
  }

  // ---- The engine and its worker --------------------------------------------------------------------------------------

  type State = "idle" | "loading" | "ready" | "failed";
  type Fault = "missing" | "cut" | "versions" | "webassembly" | "memory" | "unknown";
  type Why = Fault | "offline" | "crash" | "restarted" | "";
  type LoadStep = { name: "worker" | "start" | "import" } | { name: "download"; loaded: number; total: number };

  /** What the build writes into the page; addresses are whole. */
  interface Manifest {
    /** Names this exact set of files; the archives say it too. */
    build: string;
    /** Pyodide's. */
    version: string;
    /** A folder, ends with a slash. */
    pyodide: string;
    /** The archive with the standard library and the engine. */
    python: string;
    /** The archive with what calendar files and QR codes need besides. */
    extras: string;
    /** What Pyodide's lock file says of this build. */
    info: object;
    /** Sizes of the files as they are unpacked. */
    bytes: { python: number; extras: number };
  }

  /** What the worker is asked. */
  type ToWorker =
    | { start: Manifest; memory: boolean }
    | { picture: Manifest }
    | { id: number; requests: string[] }
    | { id: number; more: string };
  type Asked<Key extends string> = Extract<ToWorker, Record<Key, unknown>>;
  /** What it says. */
  type FromWorker =
    | { step: LoadStep }
    | { ready: true; remembers: boolean }
    | { forgot: true; detail: string }
    | { failed: Fault; detail: string }
    | { taken: true }
    | { id: number; answer: string }
    | { id: number; broken: Fault; detail: string }
    | { id: number; more: string }
    | { id: number; moreFailed: Fault; detail: string };

  /** Text in, text out: `answer` of the engine and of its extras, as Pyodide lends it. */
  interface PythonAnswer {
    (request: string): string;
    destroy(): void;
  }
  /** As much of Pyodide as is used. */
  interface Python {
    // biome-ignore lint/suspicious/noExplicitAny: what a Python module holds is known where it is asked for
    pyimport(module: string): any;
    makeMemorySnapshot(): Uint8Array<ArrayBuffer>;
    FS: { writeFile(path: string, data: Uint8Array): void };
  }

  /** Pyodide, and the engine's `answer`. */
  interface Started {
    python: Python;
    answer: PythonAnswer;
  }
  /** Python's memory, and what it has to answer to `QUESTION`. */
  interface Picture {
    bytes: Uint8Array<ArrayBuffer>;
    answer: string;
  }
  interface Listener {
    onState(state: State, why: Why): void;
    onStep(step: LoadStep): void;
    onSlow(what: "start" | "answer"): void;
  }

  // ---- What is asked and shown ----------------------------------------------------------------------------------------

  /** What can change, and what is asked for it. */
  interface Topics {
    mail: "read";
    advice: "advise";
    letter: "compose";
    "letter-review": "review";
    draft: "review";
  }
  type Topic = keyof Topics;
  /** A thing that changed, the answer for it, and what was asked. */
  type Shown = { [One in Topic]: [what: One, answer: Contract.Answer<Topics[One]>, asked: Contract.Requests[Topics[One]]] }[Topic];

  interface Asker {
    ready(): boolean;
    /** The request for a thing that changed; null: nothing to ask. */
    request(what: Topic): Contract.Request | null;
    ask(requests: Contract.Request[], take: Take): Promise<void>;
    /** Methods, for each thing has its own kind of answer. */
    show(what: Topic, answer: Contract.AnyAnswer, request: Contract.Request): void;
  }
  type Take = (answer: Contract.AnyAnswer, index: number) => void;
  type AskMore = <Ask extends keyof Contract.Extras>(
    request: { ask: Ask } & Contract.Extras[Ask]["asked"],
  ) => Promise<({ ok: true } & Contract.Extras[Ask]["answered"]) | Contract.Refused>;
}

declare namespace Contract {
  type Asking = keyof Requests;
  type Request = Requests[Asking];
  interface Refused {
    ok: false;
    errors: Problem[];
  }
  type Answer<One extends Asking> = ({ ok: true } & Answers[One]) | Refused;
  type AnyAnswer = { [One in Asking]: Answer<One> }[Ask];

  /** `generator.extras.answer`. */
  interface Extras {
    calendar: {
      asked: { steps: Step[]; company: string; link: string; now: string };
      answered: { calendar: string };
    };
    qr: { asked: { text: string }; answered: { size: number; qr: string } };
    version: {
      asked: { draft: string; kind: Kind; situation: Partial<Page.Situation>; now: string };
      answered: { message: Message };
    };
    mail_file: { asked: { mail: string }; answered: { text: string } };
  }
}

// ---- What browsers have and TypeScript does not know yet ------------------------------------------------------------------

interface Navigator {
  /** Gigabytes. */
  readonly deviceMemory?: number;
  readonly connection?: { readonly saveData?: boolean };
}

interface Window {
  readonly launchQueue?: { setConsumer(take: (launched: { files?: FileSystemFileHandle[] }) => void): void };
}
