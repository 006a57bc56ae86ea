import { Hono } from "hono";
import type { World } from "../../world";
import { creditNotePdf } from "./credit-note-pdf";
import { sendPdf } from "./send-pdf";

/** The PDF that a credit note's `pdf` points to. */
export function creditNoteRoutes(world: World): Hono {
  const app = new Hono();
  app.get("/:id/:token/pdf", async (c) => {
    const note = world.store.get("credit_note", c.req.param("id"));
    // The token makes the URL hard to guess.
    if (!note?.pdf.includes(`/${c.req.param("token")}/`)) return c.notFound();
    return sendPdf(c, `${note.number}.pdf`, await creditNotePdf(world, note));
  });
  return app;
}
