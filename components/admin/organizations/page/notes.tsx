"use client";

import { Pin, PinOff, Trash2 } from "lucide-react";
import { type FormEvent, useId, useRef, useState } from "react";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { fieldErrors } from "@/components/shell/form-errors";
import { relativeTime } from "@/components/shell/relative-time";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/sonner";
import { Textarea } from "@/components/ui/textarea";
import type { Note } from "@/lib/admin";
import { addNote, deleteNote, pinNote } from "../actions";

type NotesProps = { organizationId: string; notes: readonly Note[]; now: Date };

/** What platform admins wrote about the customer. */
export function Notes({ organizationId, notes, now }: NotesProps) {
  return (
    <div className="grid gap-4">
      <NewNote organizationId={organizationId} />
      {notes.length > 0 && (
        <ul className="grid gap-3">
          {notes.map((note) => (
            <NoteRow key={note.id} organizationId={organizationId} note={note} now={now} />
          ))}
        </ul>
      )}
    </div>
  );
}

function NewNote({ organizationId }: { organizationId: string }) {
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<string>();
  const messageId = useId();
  const { run, pending } = useAction((text: string) => addNote(organizationId, { text, pinned: false }), {
    done: () => form.current?.reset(),
    failed: (failure) => {
      const message = fieldErrors(failure).find(({ field }) => field === "text")?.message;
      setProblem(message);
      return message !== undefined;
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setProblem(undefined);
    run(String(new FormData(event.currentTarget).get("text")));
  };
  return (
    <form ref={form} method="post" onSubmit={submit} noValidate className="grid gap-2">
      <div className="grid content-start gap-1.5">
        <Textarea
          name="text"
          aria-label="New note"
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : messageId}
          placeholder="Write a note for other admins"
          maxLength={5_000}
          className="min-h-16"
        />
        {problem && (
          <p id={messageId} className="text-destructive-ink text-sm">
            {problem}
          </p>
        )}
      </div>
      <Button type="submit" size="sm" variant="outline" pending={pending} className="justify-self-end">
        Add note
      </Button>
    </form>
  );
}

type NoteRowProps = { organizationId: string; note: Note; now: Date };

function NoteRow({ organizationId, note: { id, text, pinned, author, createdAt }, now }: NoteRowProps) {
  const pin = useAction(() => pinNote(organizationId, { noteId: id, pinned: !pinned }));
  const remove = useAction(() => deleteNote(organizationId, { noteId: id }), {
    done: () => void toast.success("Note deleted"),
  });
  const PinIcon = pinned ? PinOff : Pin;
  return (
    <li className="grid gap-1 rounded-md bg-muted/60 px-3 py-2 text-sm">
      <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</p>
      <div className="flex items-center gap-1 text-muted-foreground text-xs">
        <span className="min-w-0 flex-1 truncate">
          {pinned && "Pinned · "}
          {author} · {relativeTime(createdAt, now)}
        </span>
        <Button variant="ghost" size="icon" pending={pin.pending} onClick={() => pin.run(undefined)}>
          <PinIcon aria-hidden />
          <span className="sr-only">{pinned ? "Unpin note" : "Pin note"}</span>
        </Button>
        <ConfirmButton
          variant="ghost"
          size="icon"
          pending={remove.pending}
          title="Delete this note?"
          description="It's deleted for all admins. The audit log records that you deleted a note."
          confirm="Delete note"
          onConfirm={() => remove.run(undefined)}
        >
          <Trash2 aria-hidden />
          <span className="sr-only">Delete note</span>
        </ConfirmButton>
      </div>
    </li>
  );
}
