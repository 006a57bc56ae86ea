import { describe, expect, it } from "vitest";
import { leadOf } from "./lead";
import { identify, readMail } from "./mail";

const raw = (headers: readonly string[], body = "Hello") => Buffer.from([...headers, "", body].join("\r\n"));
const from = "From: Ana Ruiz <ana@northwind-traders.example>";

describe("a message", () => {
  it("is the same one with other headers of servers and other line ends, and when it's folded", async () => {
    const first = await identify(raw(["Message-ID: <1@x>", from, "Subject: A long subject that is folded"]));
    const copies = [
      raw(["Received: from somewhere", "Message-ID: <1@x>", from, "Subject: A long subject that is folded"]),
      Buffer.from(`Message-ID: <1@x>\n${from}\nSubject: A long subject\n that is folded\n\nHello\n`),
    ];
    for (const copy of copies) expect(await identify(copy)).toBe(first);
  });

  it("is another one when only its message ID is the same, or when it has none", async () => {
    const of = (body: string, headers = ["Message-ID: <reused@x>", from]) => identify(raw(headers, body));
    expect(await of("one")).not.toBe(await of("two"));
    expect(await of("one", [from])).not.toBe(await of("two", [from]));
  });

  it("is read although its multipart never ends, its charset is unknown, or its HTML is huge", async () => {
    const open = [from, 'Content-Type: multipart/mixed; boundary="b"'];
    const mixed = await readMail(raw(open, "--b\r\nContent-Type: text/plain\r\n\r\nStill here"));
    expect(mixed.text).toContain("Still here");
    const odd = await readMail(raw([from, "Content-Type: text/plain; charset=x-unknown"], "Price list"));
    expect(odd.text).toContain("Price");
    const huge = await readMail(raw([from, "Content-Type: text/html"], `<p>${"<b>x".repeat(200_000)}`));
    expect(huge.from).toBe("ana@northwind-traders.example");
    expect(huge.text.length).toBeLessThanOrEqual(100_000);
  });

  it("without a sender's address, or too large, can't be read", async () => {
    await expect(readMail(raw(["Subject: Hi"]))).rejects.toThrow("no sender");
    await expect(readMail(raw(["From: undisclosed"]))).rejects.toThrow("no sender");
    await expect(readMail(Buffer.alloc(10 * 1024 * 1024 + 1))).rejects.toThrow("larger");
  });

  it.each([
    ["Auto-Submitted: auto-replied", from],
    ["Precedence: bulk", from],
    ["List-Unsubscribe: <mailto:x@x.example>", from],
    ["X-Autoreply: yes", from],
    ["Content-Type: multipart/report; report-type=delivery-status; boundary=b", from],
    ["Subject: Out of office: back on Monday", from],
    ["Subject: Your order", "From: no-reply@shop.example"],
    ["Subject: Undelivered", "From: MAILER-DAEMON@mx.example"],
  ])("with %j is automatic", async (header, sender) => {
    expect((await readMail(raw([sender, header]))).automatic).not.toBeNull();
  });

  it("that says it wasn't sent automatically comes from a person", async () => {
    expect((await readMail(raw([from, "Auto-Submitted: no"]))).automatic).toBeNull();
  });
});

describe("a lead", () => {
  const lead = async (body: string, headers: readonly string[] = [from, "Subject: Hello"]) =>
    leadOf(await readMail(raw(headers, body)));

  it("has the company from the text, the signature, or the sender's domain, but never from free mail", async () => {
    expect((await lead("Company: Blue Ocean Charters\r\nBye")).company).toBe("Blue Ocean Charters");
    expect((await lead("Thanks,\r\nAna\r\nNorthwind Traders, Inc.\r\n")).company).toBe("Northwind Traders, Inc.");
    expect((await lead("Thanks")).company).toBe("Northwind Traders");
    expect((await lead("Thanks", ["From: ana@gmail.com"])).company).toBeNull();
  });

  it.each([
    ["Phone: +1 (503) 555-0142", "+1 (503) 555-0142"],
    ["You can call me at 503-555-0142 today", "503-555-0142"],
    ["Tel. +49 30 1234567", "+49 30 1234567"],
    ["Order 4711 of 2026-11-30, 12 pieces", null],
    ["> Phone: +1 503 555 0100\r\nThanks", null],
  ])("from %j has the phone number %s", async (body, phone) => {
    expect((await lead(body)).phone).toBe(phone);
  });

  it.each([
    ["Could you send us a quote for 40 people?", "quote"],
    ["We'd like to see a demo next week", "demo"],
    ["The booking page is broken", "support"],
    ["Just saying hi", "other"],
  ])("that writes %j wants a %s", async (body, intent) => {
    expect((await lead(body)).intent).toBe(intent);
  });
});
