import { render } from "@react-email/render";
import { messages } from "./messages";
import type { Message } from "./messages/message";
import { type EmailTemplate, type TemplateProps, templateProps } from "./templates";

export type RenderedEmail = { subject: string; html: string; text: string };

/** An e-mail as it is sent: subject, HTML and the same in plain text. */
export async function renderEmail<Name extends EmailTemplate>(
  template: Name,
  props: TemplateProps<Name>,
): Promise<RenderedEmail> {
  const { subject, Body }: Message<Name> = messages[template];
  const body = Body(props);
  return { subject: subject(props), html: await render(body), text: await render(body, { plainText: true }) };
}

/** The same from an outbox row, whose template and props are checked anew. @throws ZodError, Error. */
export async function renderStored(template: string, props: unknown): Promise<RenderedEmail> {
  if (!isTemplate(template)) throw new Error(`No e-mail template "${template}".`);
  return renderEmail(template, parseProps(template, props));
}

const isTemplate = (name: string): name is EmailTemplate => Object.hasOwn(templateProps, name);

/** What the schema of a template gives is the template's props; TypeScript does not follow the index that far. */
function parseProps<Name extends EmailTemplate>(template: Name, props: unknown): TemplateProps<Name> {
  return templateProps[template].parse(props) as TemplateProps<Name>;
}
