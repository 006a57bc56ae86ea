import "server-only";
import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/env";

let transport: Transporter | undefined;

/** The SMTP server at SMTP_URL. The timeouts are short because a worker waits for it. */
export function smtp(): Transporter {
  transport ??= createTransport({
    url: env.SMTP_URL,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 15_000,
  });
  return transport;
}
