import { expect } from "@playwright/test";
import { z } from "zod";
import { stack } from "./stack";

const mailSchema = z.array(
  z.object({ subject: z.string(), html: z.string().optional(), to: z.array(z.object({ address: z.string() })) }),
);

/** Waits for an e-mail to `address` with `subject` in the mail catcher, and gives the link in it that matches. */
export async function linkInMail(address: string, subject: RegExp, link: RegExp): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(
      async () => {
        const response = await fetch(`${stack().urls.mail}/email`);
        const mails = mailSchema.parse(await response.json());
        const mail = mails.find(
          ({ to, subject: line }) => to.some((one) => one.address === address) && subject.test(line),
        );
        found = mail?.html?.replaceAll("&amp;", "&").match(link)?.[0];
        return found !== undefined;
      },
      { message: `an e-mail to ${address} about ${subject}`, timeout: 20_000 },
    )
    .toBe(true);
  if (!found) throw new Error("unreachable: the poll passed");
  return found;
}
