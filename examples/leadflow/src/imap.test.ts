import { createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Mailbox } from "./imap";

/** A mailbox behind the few commands of IMAP4rev1 (RFC 3501) that reading it needs. */
class FakeServer {
  readonly commands: string[] = [];
  messages: { uid: number; raw: string }[] = [];
  validity = 7;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => this.serve(socket));

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    const address = this.server.address();
    return `imap://ana%40x.example:secret@127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  }

  /** Without a word, as a lost network does. */
  drop(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  close(): void {
    this.drop();
    this.server.close();
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on("error", () => undefined);
    socket.write("* OK [CAPABILITY IMAP4rev1] ready\r\n");
    let rest = "";
    socket.on("data", (data) => {
      const lines = (rest + data.toString()).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) this.answer(socket, line);
    });
  }

  private answer(socket: Socket, line: string): void {
    const [tag = "", ...words] = line.split(" ");
    const command = words.join(" ").toUpperCase();
    this.commands.push(command);
    const say = (text: string) => socket.write(`${text}\r\n`);
    if (command.startsWith("CAPABILITY")) say("* CAPABILITY IMAP4rev1");
    if (command.startsWith("LIST") || command.startsWith("LSUB")) say('* LIST () "/" INBOX');
    if (command.startsWith("EXAMINE")) {
      say(`* ${this.messages.length} EXISTS`);
      say("* FLAGS (\\Seen)");
      say(`* OK [UIDVALIDITY ${this.validity}] valid`);
      say(`* OK [UIDNEXT ${(this.messages.at(-1)?.uid ?? 0) + 1}] next`);
    }
    if (command.startsWith("UID FETCH")) this.fetch(say, words[2] ?? "", command);
    say(`${tag} OK done`);
  }

  private fetch(say: (text: string) => void, range: string, command: string): void {
    const [from = 0, to] = range.split(":").map(Number);
    const last = this.messages.at(-1)?.uid ?? 0;
    const wanted = (uid: number) =>
      to === undefined ? uid === from : uid >= Math.min(from, last) && (Number.isNaN(to) || uid <= to);
    for (const [index, { uid, raw }] of this.messages.entries()) {
      if (!wanted(uid)) continue;
      const body = command.includes("BODY") ? ` BODY[] {${raw.length}}\r\n${raw}` : ` RFC822.SIZE ${raw.length}`;
      say(`* ${index + 1} FETCH (UID ${uid}${body})`);
    }
  }
}

const mail = (uid: number, text = `Message ${uid}`) => ({
  uid,
  raw: `Message-ID: <${text}@x>\r\nFrom: a@x.example\r\n\r\n${text}\r\n`,
});

let server: FakeServer;
let mailbox: Mailbox;
let running: Promise<void>;
let received: string[];
let attempts: number;

beforeEach(async () => {
  server = new FakeServer();
  server.messages = [mail(1), mail(2)];
  received = [];
  attempts = 0;
  const known = new Set<string>();
  let cursor = { validity: "", uid: 0 };
  const store = {
    cursor: (_: string, validity: string) => (cursor.validity === validity ? cursor.uid : 0),
    moveCursor: (_: string, validity: string, uid: number) => {
      cursor = { validity, uid };
    },
    receive: (identity: string, raw: Uint8Array) => {
      attempts += 1;
      if (known.has(identity)) return false;
      known.add(identity);
      received.push(Buffer.from(raw).toString().trim().split("\r\n").at(-1) ?? "");
      return true;
    },
    counts: () => ({ waiting: 0, processed: 0, unreadable: 0, leads: 0, setAside: 0 }),
  };
  const url = await server.listen();
  mailbox = new Mailbox({ url, everyMs: 50, store, onMail: () => undefined, log: () => undefined });
  running = mailbox.run();
});
afterEach(async () => {
  mailbox.stop();
  server.close();
  await running;
});

const arrives = (texts: readonly string[]) => expect.poll(() => received, { timeout: 8_000 }).toEqual(texts);

it("a mailbox is read once, without changing it, and then what is new", async () => {
  await arrives(["Message 1", "Message 2"]);
  server.messages.push(mail(5));
  await arrives(["Message 1", "Message 2", "Message 5"]);
  expect(attempts).toBe(3);
  expect(server.commands.some((command) => /^(UID )?STORE|^SELECT/.test(command))).toBe(false);
});

it("a connection that is lost without a sign is made again, and what arrived meanwhile is read", async () => {
  await arrives(["Message 1", "Message 2"]);
  server.messages.push(mail(3));
  server.drop();
  await arrives(["Message 1", "Message 2", "Message 3"]);
});

it("a mailbox that was rebuilt with other numbers is read again, and no message counts twice", async () => {
  await arrives(["Message 1", "Message 2"]);
  server.validity = 8;
  server.messages = [mail(1, "Message 2"), mail(2, "Message 9")];
  server.drop();
  await arrives(["Message 1", "Message 2", "Message 9"]);
});
