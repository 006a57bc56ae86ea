"use client";

import { ChevronDown } from "lucide-react";
import { parseAsStringEnum, useQueryState } from "nuqs";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuGroup,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { cn } from "@/lib/cn";
import type { ActProps } from "./act-props";
import { type ActKey, acts } from "./acts";

const groups = [
  { label: "Billing", keys: ["changePlan", "cancel", "resume", "complimentary", "sync"] },
  { label: "Trial and access", keys: ["extendTrial", "setTrial", "suspend", "reactivate", "endSessions"] },
  { label: "Data", keys: ["export", "deletion", "callOffDeletion"] },
] as const satisfies readonly { label: string; keys: readonly ActKey[] }[];

/** Everything a platform admin can do to the organization. Each act is a dialog that says what will happen. */
export function OrganizationActions(props: Omit<ActProps, "onDone">) {
  // In the URL, so that the palette can lead here.
  const [asked, setShown] = useQueryState("act", parseAsStringEnum(Object.keys(acts) as ActKey[]));
  const shown = asked && acts[asked].offered(props) ? asked : null;
  const offered = groups
    .map(({ label, keys }) => ({ label, keys: keys.filter((key) => acts[key].offered(props)) }))
    .filter(({ keys }) => keys.length > 0);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button>
            Actions
            <ChevronDown aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" className="min-w-56">
          {offered.map(({ label, keys }, index) => (
            <DropdownMenuGroup key={label}>
              {index > 0 && <DropdownMenuSeparator />}
              <DropdownMenuLabel>{label}</DropdownMenuLabel>
              {keys.map((key) => (
                <DropdownMenuItem
                  key={key}
                  variant={acts[key].destructive ? "destructive" : "default"}
                  onSelect={() => setShown(key)}
                >
                  {acts[key].label}…
                </DropdownMenuItem>
              ))}
            </DropdownMenuGroup>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      <Dialog open={shown !== null} onOpenChange={(open) => !open && setShown(null)}>
        {shown && <ActDialog {...props} act={shown} onDone={() => setShown(null)} />}
      </Dialog>
    </>
  );
}

function ActDialog({ act, ...props }: ActProps & { act: ActKey }) {
  const { title, description, wide, Form } = acts[act];
  return (
    <DialogContent className={cn(wide && "max-w-xl")}>
      <DialogHeader>
        <DialogTitle>{title(props.organization.name)}</DialogTitle>
        <DialogDescription>{description}</DialogDescription>
      </DialogHeader>
      <Form {...props} />
    </DialogContent>
  );
}
