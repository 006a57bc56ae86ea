import { expect } from "@playwright/test";
import { z } from "zod";
import { stack } from "./stack";

const mailSchema = z.array(
  z.object({ subject: z.string(), html: z.string().optional(), to: z.array(z.object({ address: z.string() })) }),
);

/** Emails to `address`, oldest first. */
async function mailsTo(address: string) {
  const response = await fetch(`${stack().urls.mail}/email`);
  const mails = mailSchema.parse(await response.json());
  return mails.filter(({ to }) => to.some((one) => one.address === address));
}

/** Waits for an email to `address` with `subject`, and returns the link in it that matches. */
export async function linkInMail(address: string, subject: RegExp, link: RegExp): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(
      async () => {
        const mail = (await mailsTo(address)).find(({ subject: line }) => subject.test(line));
        found = mail?.html?.replaceAll("&amp;", "&").match(link)?.[0];
        return found !== undefined;
      },
      { message: `an email to ${address} about ${subject}`, timeout: 20_000 },
    )
    .toBe(true);
  if (!found) throw new Error("unreachable: the poll passed");
  return found;
}

/** Waits until the matching emails to `address` have exactly these subjects, in this order. */
export async function expectMails(
  address: string,
  matching: RegExp,
  subjects: readonly (string | RegExp)[],
): Promise<void> {
  await expect(async () => {
    const sent = (await mailsTo(address)).map(({ subject }) => subject).filter((subject) => matching.test(subject));
    expect(sent).toEqual(
      subjects.map((subject) => (typeof subject === "string" ? subject : expect.stringMatching(subject))),
    );
  }).toPass({ timeout: 20_000 });
}
