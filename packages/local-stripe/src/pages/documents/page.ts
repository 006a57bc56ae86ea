import { createRequire } from "node:module";
import PDFDocument from "pdfkit";

export type Doc = InstanceType<typeof PDFDocument>;

export const left = 50;
export const right = 545;
export const bottom = 760;
export const ink = "#1a1f36";
export const quiet = "#5b6478";
const rule = "#dfe3ea";

const { resolve } = createRequire(import.meta.url);
const text = resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf");
const strong = resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf");

/**
 * An A4 document in a font with Latin, Greek and Cyrillic letters. PDF's built-in fonts only cover Western European
 * ones.
 *
 * @param info.footer printed at the bottom of every page, before "Page n of m"
 * @param info.brandColor a bar across the top of the first page
 */
export function createPdf(
  info: { title: string; author: string; footer: string; brandColor: string | null },
  draw: (doc: Doc) => void,
): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    margin: left,
    bufferPages: true,
    lang: "en",
    displayTitle: true,
    info: { Title: info.title, Author: info.author },
  });
  doc.registerFont("text", text).registerFont("strong", strong);
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((finish, fail) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => finish(Buffer.concat(chunks)));
    doc.on("error", fail);
  });
  if (info.brandColor !== null) doc.rect(0, 0, doc.page.width, 8).fill(info.brandColor);
  draw(doc);
  numberPages(doc, info.footer);
  doc.end();
  return done;
}

function numberPages(doc: Doc, footer: string): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    // Text below the margin would start a new page.
    doc.page.margins.bottom = 0;
    line(doc, 795);
    doc.font("text").fontSize(8).fillColor(quiet);
    doc.text(footer, left, 803, { width: 380, lineBreak: false, ellipsis: true });
    doc.text(`Page ${page + 1} of ${count}`, right - 100, 803, { width: 100, align: "right", lineBreak: false });
  }
}

export function line(doc: Doc, y: number, from = left): void {
  doc.moveTo(from, y).lineTo(right, y).lineWidth(0.7).strokeColor(rule).stroke();
}

/** Starts a new page if `height` doesn't fit on the current one. */
export function ensureSpace(doc: Doc, height: number): boolean {
  if (doc.y + height <= bottom) return false;
  doc.addPage();
  doc.y = left;
  return true;
}

/** The title, the business, and the document's key facts. */
export function letterhead(
  doc: Doc,
  title: string,
  business: string,
  facts: readonly (readonly [string, string])[],
): void {
  doc.font("strong").fontSize(22).fillColor(ink).text(title, left, 50);
  doc.fontSize(13).text(business, 250, 55, { width: right - 250, align: "right", height: 32, ellipsis: true });
  doc.y = 92;
  for (const [name, value] of facts) {
    const top = doc.y;
    doc.font("text").fontSize(9).fillColor(quiet).text(name, left, top, { width: 105 });
    doc
      .font("strong")
      .fillColor(ink)
      .text(value, left + 110, top, { width: 240 });
    doc.y += 3;
  }
  doc.y += 18;
}

/** Addresses side by side. The document continues below the longest. */
export function columns(doc: Doc, parties: readonly { title: string; rows: readonly string[] }[]): void {
  const top = doc.y;
  const width = (right - left) / 2;
  const ends = parties.map(({ title, rows }, index) => {
    const x = left + index * width;
    doc
      .font("strong")
      .fontSize(9)
      .fillColor(quiet)
      .text(title, x, top, { width: width - 20 });
    rows.forEach((row, at) => {
      doc
        .font(at === 0 ? "strong" : "text")
        .fontSize(9.5)
        .fillColor(ink)
        .text(row, x, doc.y + 2, { width: width - 20 });
    });
    return doc.y;
  });
  doc.y = Math.max(...ends) + 22;
}

/** The most important sentence: how much and when. */
export function headline(doc: Doc, sentence: string, note: string | null = null): void {
  ensureSpace(doc, 60);
  doc
    .font("strong")
    .fontSize(15)
    .fillColor(ink)
    .text(sentence, left, doc.y, { width: right - left });
  if (note !== null) paragraph(doc, note);
  doc.y += 14;
}

export function paragraph(doc: Doc, words: string): void {
  doc.font("text").fontSize(9).fillColor(quiet);
  ensureSpace(doc, Math.min(200, doc.heightOfString(words, { width: right - left })));
  doc.text(words, left, doc.y + 4, { width: right - left });
}
