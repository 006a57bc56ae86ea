import { ImapFlow } from "imapflow";
import { mostWaiting } from "./folder";
import { identify, largestMail } from "./mail";
import type { Store } from "./store";

const longestWaitMs = 60_000;
/** Without an answer for so long, the connection is dead, whatever the system says. */
const socketTimeoutMs = 5 * 60_000;

type Given = {
  url: string;
  /** How often the mailbox is asked, besides what the server announces: announcements stop without a sign. */
  everyMs: number;
  store: Pick<Store, "cursor" | "moveCursor" | "receive" | "counts">;
  onMail: () => void;
  log: (message: string) => void;
};

/**
 * Follows a mailbox for as long as the program runs. Each connection is a new client; the position is kept in the store together with the
 * mailbox's validity, so that a mailbox that was moved or rebuilt is read again from the start. Known messages are recognized by
 * their content. The mailbox is opened read-only, so nothing changes in it.
 */
export class Mailbox {
  private client: ImapFlow | undefined;
  private stopped = false;
  private wake: () => void = () => undefined;

  constructor(private readonly given: Given) {}

  async run(): Promise<void> {
    for (let failures = 0; !this.stopped; ) {
      try {
        await this.follow(() => {
          failures = 0;
        });
      } catch (error) {
        this.given.log(`The mailbox can't be read: ${error instanceof Error ? error.message : error}`);
      }
      if (this.stopped) return;
      failures += 1;
      await this.sleep(Math.min(longestWaitMs, 500 * 2 ** Math.min(failures, 10)));
    }
  }

  stop(): void {
    this.stopped = true;
    this.wake();
    this.client?.close();
  }

  private async follow(onRead: () => void): Promise<void> {
    const client = new ImapFlow({ ...accountOf(this.given.url), logger: false, socketTimeout: socketTimeoutMs });
    this.client = client;
    let ended = false;
    const end = () => {
      ended = true;
      this.wake();
    };
    // Without a listener, an error would end the program.
    client.on("error", end);
    client.on("close", end);
    client.on("exists", () => this.wake());
    try {
      await client.connect();
      const lock = await client.getMailboxLock("INBOX", { readOnly: true });
      try {
        while (!ended && !this.stopped) {
          await this.readNew(client);
          onRead();
          await this.sleep(this.given.everyMs);
        }
      } finally {
        lock.release();
      }
    } finally {
      client.close();
    }
  }

  private async readNew(client: ImapFlow): Promise<void> {
    const { store, url } = this.given;
    const { mailbox } = client;
    if (!mailbox) return;
    const account = new URL(url);
    const name = `${account.username}@${account.host}/${mailbox.path}`;
    const validity = String(mailbox.uidValidity);
    const last = store.cursor(name, validity);
    await client.noop();
    if (store.counts().waiting >= mostWaiting) return;
    const sizes = new Map<number, number>();
    // `n:*` always has the last message, even if its number is lower than n.
    const range = `${last + 1}:*`;
    for await (const { uid, size } of client.fetch(range, { uid: true, size: true }, { uid: true })) {
      if (uid <= last) continue;
      sizes.set(uid, size ?? 0);
    }
    const numbers = [...sizes.keys()].toSorted((a, b) => a - b).slice(0, mostWaiting);
    let found = 0;
    for (const uid of numbers) {
      if ((sizes.get(uid) ?? 0) > largestMail) this.given.log(`Message ${uid} is larger than 10 MB and is left out.`);
      else {
        const message = await client.fetchOne(String(uid), { source: true }, { uid: true });
        // Deleted meanwhile.
        const source = message === false ? undefined : message.source;
        if (source && store.receive(await identify(source), source, new Date().toISOString())) found += 1;
      }
      store.moveCursor(name, validity, uid);
    }
    if (found > 0) this.given.onMail();
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, ms);
      this.wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}

function accountOf(address: string) {
  const { protocol, hostname, port, username, password } = new URL(address);
  if (protocol !== "imaps:" && protocol !== "imap:") throw new Error("IMAP_URL begins with imaps:// or imap://.");
  const secure = protocol === "imaps:";
  return {
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
  };
}
