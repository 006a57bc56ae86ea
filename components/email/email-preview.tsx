import Link from "next/link";
import { cn } from "@/lib/cn";
import type { PreviewedEmail } from "@/lib/email/preview";

const views = ["wide", "phone", "dark", "text"] as const;
type View = (typeof views)[number];

type EmailPreviewProps = PreviewedEmail & { view: string };

/** All emails, and one of them: its subject, and how it looks wide, on a phone, in dark mode and as text. */
export function EmailPreview({ choices, template, variant, category, email, darkHtml, view }: EmailPreviewProps) {
  const shown = views.find((candidate) => candidate === view) ?? "wide";
  return (
    <main className="mx-auto grid max-w-7xl gap-6 p-4 sm:p-6 lg:grid-cols-[16rem_minmax(0,1fr)]">
      <nav aria-label="Emails" className="grid content-start gap-0.5 text-sm">
        <h1 className="mb-2 px-2 font-semibold text-base">Emails</h1>
        {choices.flatMap((choice) =>
          choice.variants.map((name) => (
            <Link
              key={`${choice.template} ${name}`}
              href={hrefOf(choice.template, name, shown)}
              aria-current={choice.template === template && name === variant ? "page" : undefined}
              className="rounded-sm px-2 py-1 hover:bg-accent aria-[current]:bg-accent aria-[current]:font-medium"
            >
              {choice.template}
              {choice.variants.length > 1 && <span className="text-muted-foreground"> · {name}</span>}
            </Link>
          )),
        )}
      </nav>
      <section aria-label="Email" className="grid min-w-0 content-start gap-4">
        <div className="grid gap-1">
          <p className="font-medium">{email.subject}</p>
          <p className="text-muted-foreground text-sm">
            {category === "essential" ? "Always sent." : `Optional: ${category}.`}
          </p>
        </div>
        <div className="flex flex-wrap gap-4 text-sm">
          {views.map((name) => (
            <Link
              key={name}
              href={hrefOf(template, variant, name)}
              aria-current={name === shown ? "true" : undefined}
              className="capitalize underline-offset-4 hover:underline aria-[current]:font-medium aria-[current]:underline"
            >
              {name}
            </Link>
          ))}
        </div>
        <Shown view={shown} email={email} darkHtml={darkHtml} />
      </section>
    </main>
  );
}

function Shown({ view, email, darkHtml }: Pick<PreviewedEmail, "email" | "darkHtml"> & { view: View }) {
  if (view === "text") {
    return (
      <pre className="overflow-x-auto whitespace-pre-wrap rounded-lg border bg-card p-4 font-mono text-sm">
        {email.text}
      </pre>
    );
  }
  return (
    <iframe
      title={email.subject}
      srcDoc={view === "dark" ? darkHtml : email.html}
      sandbox=""
      className={cn("h-[48rem] rounded-lg border bg-white", view === "phone" ? "w-[360px] max-w-full" : "w-full")}
    />
  );
}

const hrefOf = (email: string, variant: string, view: View) =>
  `/dev/emails?${new URLSearchParams({ email, variant, view })}`;
