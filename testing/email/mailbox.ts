import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { afterAll } from "vitest";

/** A minimal SMTP server that stores emails, rejects every recipient, or is down. */
export type Mailbox = {
  url: string;
  received: string[];
  refuse: boolean;
  /** Stops listening, as if the server were down. */
  close(): Promise<void>;
  reopen(): Promise<void>;
};

/** A mail server for one test file. Set SMTP_URL to its URL before anything reads the environment. */
export async function openMailbox(): Promise<Mailbox> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    serve(socket, mailbox);
  });
  const listen = async (port: number) => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (!address || typeof address === "string") throw new Error("the mail server has no port");
    return address.port;
  };
  const port = await listen(0);
  const mailbox: Mailbox = {
    url: `smtp://127.0.0.1:${port}`,
    received: [],
    refuse: false,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
    async reopen() {
      await listen(port);
    },
  };
  afterAll(async () => {
    if (server.listening) await mailbox.close();
  });
  return mailbox;
}

function serve(socket: Socket, mailbox: Mailbox): void {
  let data: string | undefined;
  const reply = (line: string) => {
    if (/^RCPT/i.test(line)) return mailbox.refuse ? "451 try again later" : "250 ok";
    if (/^DATA/i.test(line)) {
      data = "";
      return "354 continue";
    }
    return /^QUIT/i.test(line) ? "221 bye" : "250 ok";
  };
  socket.setEncoding("utf8").write("220 test\r\n");
  socket.on("error", () => undefined);
  socket.on("data", (chunk: string) => {
    if (data === undefined) return void socket.write(`${reply(chunk)}\r\n`);
    data += chunk;
    if (!data.endsWith("\r\n.\r\n")) return;
    mailbox.received.push(data);
    data = undefined;
    socket.write("250 queued\r\n");
  });
}
