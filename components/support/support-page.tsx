import { CircleCheck } from "lucide-react";
import { frame } from "@/components/marketing/section";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { Catalog } from "@/lib/catalog";
import { cn } from "@/lib/cn";
import { SupportForm } from "./support-form";

type SupportPageProps = {
  catalog: Catalog;
  person: { name: string; email: string } | undefined;
  organizations: readonly { id: string; name: string }[];
  /** The reference of a request that was just sent. */
  sent: string | undefined;
  topic: string | undefined;
};

export function SupportPage({ catalog, person, organizations, sent, topic }: SupportPageProps) {
  return (
    <div className={cn(frame, "grid gap-x-20 gap-y-12 py-14 sm:py-20 lg:grid-cols-[minmax(0,1fr)_20rem]")}>
      <div className="grid content-start gap-10">
        <header className="grid max-w-2xl gap-4">
          <h1 className="text-heading">Talk to a person</h1>
          <p className="text-lg text-muted-foreground leading-relaxed">
            Write to us about anything that's unclear or broken. We usually reply within one business day.
          </p>
        </header>
        {sent ? (
          <Alert variant="success" className="max-w-2xl">
            <CircleCheck aria-hidden />
            <AlertTitle>We received your message</AlertTitle>
            <AlertDescription>
              Your reference is {sent}. We'll reply by email.{" "}
              <a href="/support" className="font-medium underline underline-offset-4">
                Write another message
              </a>
            </AlertDescription>
          </Alert>
        ) : (
          <div className="max-w-2xl">
            <SupportForm person={person} organizations={organizations} topic={topic} />
          </div>
        )}
      </div>
      <aside aria-label="Other ways to get help" className="grid content-start gap-8 lg:border-l lg:pl-10">
        {otherWays(catalog).map(({ title, text, href, link }) => (
          <div key={title} className="grid gap-1.5">
            <h2 className="font-medium">{title}</h2>
            <p className="text-pretty text-muted-foreground text-sm">{text}</p>
            <a href={href} className="w-fit font-medium text-sm underline underline-offset-4 [overflow-wrap:anywhere]">
              {link}
            </a>
          </div>
        ))}
      </aside>
    </div>
  );
}

const otherWays = ({ copy: { company } }: Catalog) => [
  {
    title: "Read the guides",
    text: "Report usage, check limits and features, and receive webhooks.",
    href: "/docs",
    link: "Open the docs",
  },
  {
    title: "Is something down?",
    text: "See whether every part works right now, and what happened in the last 90 days.",
    href: "/status",
    link: "Check the status",
  },
  {
    title: "Report a vulnerability",
    text: "Tell us what you found before you tell others. We reply within three business days.",
    href: "/security#report",
    link: "How to report",
  },
  { title: "Prefer email?", text: "We read this mailbox, too.", href: `mailto:${company.email}`, link: company.email },
];
