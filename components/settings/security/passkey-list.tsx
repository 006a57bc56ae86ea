"use client";

import { Fingerprint, Pencil } from "lucide-react";
import { type FormEvent, useState } from "react";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { relativeTime } from "@/components/shell/relative-time";
import { useAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { removePasskey, savePasskeyName } from "@/components/two-factor/actions";
import { addPasskey } from "@/components/two-factor/add-passkey";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/sonner";
import { passkeyNameMax } from "@/lib/auth/passkeys/passkey-name";
import type { SettingsFacts } from "@/lib/settings";
import { Method } from "./method";

type Passkey = SettingsFacts["factors"]["passkeys"][number];

type PasskeyListProps = {
  passkeys: readonly Passkey[];
  /** Browsers have passkeys under this address. */
  exist: boolean;
  now: Date;
  /** Recovery codes that come with the first method. */
  onCodes: (codes: readonly string[]) => void;
};

/** The passkeys of the person, which also sign in without a password. */
export function PasskeyList({ passkeys, exist, now, onCodes }: PasskeyListProps) {
  const add = useAction(addPasskey, {
    done: (codes) => {
      if (!codes) return;
      toast.success("Passkey added. Your other sessions are signed out.");
      if (codes.length > 0) onCodes(codes);
    },
  });
  return (
    <>
      <Method
        icon={<Fingerprint aria-hidden />}
        name="Passkeys"
        state={passkeys.length > 0 ? <Badge variant="success">On</Badge> : <Badge variant="secondary">Off</Badge>}
        note={
          exist
            ? "Sign in with your fingerprint, face or screen lock, without a password."
            : "Passkeys need HTTPS and a domain name."
        }
      >
        {exist && (
          <WriteButton variant="outline" size="sm" pending={add.pending} onClick={() => add.run(undefined)}>
            Add passkey
          </WriteButton>
        )}
      </Method>
      {passkeys.map((passkey) => (
        <PasskeyRow key={passkey.id} passkey={passkey} now={now} />
      ))}
    </>
  );
}

function PasskeyRow({ passkey, now }: { passkey: Passkey; now: Date }) {
  const { id, name, backedUp, createdAt, lastUsedAt } = passkey;
  const [editing, setEditing] = useState(false);
  const remove = useAction(removePasskey, { done: () => void toast.success("Passkey removed") });
  const rename = useAction(savePasskeyName, { done: () => setEditing(false) });
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    rename.run({ id, name: String(new FormData(event.currentTarget).get("name") ?? "") });
  };
  const used = lastUsedAt ? `last used ${relativeTime(lastUsedAt, now)}` : "not used yet";
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3 pl-7">
      {editing ? (
        <form onSubmit={save} className="flex min-w-40 flex-1 gap-2">
          <Input name="name" aria-label="Name" defaultValue={name} maxLength={passkeyNameMax} required autoFocus />
          <Button type="submit" size="sm" variant="outline" pending={rename.pending}>
            Save
          </Button>
        </form>
      ) : (
        <>
          <div className="grid min-w-40 flex-1 gap-0.5">
            <span className="font-medium text-sm [overflow-wrap:anywhere]">{name}</span>
            <span className="text-muted-foreground text-sm">
              Added {relativeTime(createdAt, now)}, {used}. {backedUp ? "Backed up." : "On this device only."}
            </span>
          </div>
          <div className="flex gap-2">
            <WriteButton variant="ghost" size="sm" onClick={() => setEditing(true)}>
              <Pencil aria-hidden /> Rename<span className="sr-only"> {name}</span>
            </WriteButton>
            <ConfirmButton
              variant="ghost"
              size="sm"
              pending={remove.pending}
              title={`Remove “${name}”?`}
              description="You can no longer sign in with it. Delete it on your device, too."
              confirm="Remove passkey"
              onConfirm={() => remove.run({ id })}
            >
              Remove<span className="sr-only"> {name}</span>
            </ConfirmButton>
          </div>
        </>
      )}
    </li>
  );
}
