import { StickyNote, Trash2 } from "lucide-react";
import Link from "@/components/navigation/link";
import { shortDay } from "@/components/shell/relative-time";
import { Writes } from "@/components/shell/writes";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import type { ShiftNote } from "@/products/unison/domain";
import { workOrderName } from "@/products/unison/domain/work-orders/work-order";
import { ActionButton } from "../forms/action-button";
import { FormDialog } from "../forms/form-dialog";
import { iconButton } from "../forms/icon-button";
import { deleteNote, leaveNote } from "./actions";

type NotesCardProps = {
  about: { plantId: string } | { workOrderId: string };
  notes: readonly ShiftNote[];
  mayWrite: boolean;
};

/** What one shift leaves for the next. */
export function NotesCard({ about, notes, mayWrite }: NotesCardProps) {
  const ofOrder = "workOrderId" in about;
  return (
    <Card className="gap-3">
      <CardHeader>
        <CardTitle>Shift notes</CardTitle>
        <CardDescription>
          {ofOrder
            ? "Notes stay with the work order."
            : "For the next shift. Notes on this plant's work orders show here too."}
        </CardDescription>
        {mayWrite && (
          <CardAction>
            <Writes>
              <FormDialog
                trigger={
                  <>
                    <StickyNote aria-hidden />
                    Add note
                  </>
                }
                button={{ size: "sm" }}
                title="Add a note"
                description="It's filed under the current shift."
                fields={[
                  {
                    kind: "long",
                    name: "text",
                    label: "Note",
                    placeholder: "Die 4 runs hot. Check it every hour.",
                    maxLength: 1000,
                  },
                ]}
                extra={about}
                action={leaveNote}
                submit="Add note"
                done="Note added"
              />
            </Writes>
          </CardAction>
        )}
      </CardHeader>
      <CardContent>
        {notes.length === 0 ? (
          <p className="text-muted-foreground text-sm">No notes yet.</p>
        ) : (
          <ul className="grid gap-3">
            {notes.map((note) => (
              <Note key={note.id} note={note} showsOrder={!ofOrder} mayWrite={mayWrite} />
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}

function Note({ note, showsOrder, mayWrite }: { note: ShiftNote; showsOrder: boolean; mayWrite: boolean }) {
  const { id, text, shift, day, author, workOrderId, orderNumber } = note;
  const facts = [shortDay(day), shift ?? "Between shifts", author].filter(Boolean).join(" · ");
  return (
    <li className="flex items-start gap-2">
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="whitespace-pre-line text-[0.8125rem] leading-5 [overflow-wrap:anywhere]">{text}</p>
        <p className="flex flex-wrap gap-x-2 text-2xs text-muted-foreground">
          <span>{facts}</span>
          {showsOrder && workOrderId && orderNumber !== null && (
            <Link href={`/work-orders/${workOrderId}`} className="font-mono hover:text-foreground hover:underline">
              {workOrderName(orderNumber)}
            </Link>
          )}
        </p>
      </div>
      {mayWrite && (
        <Writes>
          <ActionButton
            {...iconButton}
            action={deleteNote}
            input={{ id }}
            label="Delete note"
            done="Note deleted"
            confirm={{
              title: "Delete this note?",
              description: "This permanently deletes the note.",
              button: "Delete note",
            }}
          >
            <Trash2 aria-hidden />
          </ActionButton>
        </Writes>
      )}
    </li>
  );
}
