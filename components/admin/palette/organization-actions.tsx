"use client";

import { Building2, Copy, ExternalLink, ScrollText } from "lucide-react";
import { matching } from "@/components/palette/match";
import { PaletteGroup, PaletteItem } from "@/components/palette/palette-dialog";
import { toast } from "@/components/ui/sonner";
import { customerTasks } from "./customer-tasks";
import { organizationPage } from "./search-results";

type OrganizationActionsProps = {
  organization: { id: string; name: string };
  text: string;
  openPage: (href: string) => void;
  close: () => void;
};

/** What can be done with an organization that was found, without opening its page first. */
export function OrganizationActions({ organization, text, openPage, close }: OrganizationActionsProps) {
  const page = organizationPage(organization.id);
  const closing = (run: () => void) => () => {
    close();
    run();
  };
  const actions = [
    { label: "Open", icon: <Building2 aria-hidden />, run: () => openPage(page) },
    {
      label: "Open in a new tab",
      icon: <ExternalLink aria-hidden />,
      run: closing(() => window.open(page, "_blank", "noopener")),
    },
    {
      label: "Show its audit log",
      icon: <ScrollText aria-hidden />,
      run: () => openPage(`/admin/audit-log?organization=${organization.id}`),
    },
    ...customerTasks.map((task) => ({ ...task, run: () => openPage(`${page}${task.to}`) })),
    {
      label: "Copy its ID",
      icon: <Copy aria-hidden />,
      run: closing(async () => {
        await navigator.clipboard.writeText(organization.id);
        toast.success("ID copied");
      }),
    },
  ];
  return (
    <PaletteGroup title={organization.name}>
      {matching(actions, text).map(({ label, icon, run }) => (
        <PaletteItem key={label} value={`do ${label}`} icon={icon} label={label} onSelect={run} />
      ))}
    </PaletteGroup>
  );
}
