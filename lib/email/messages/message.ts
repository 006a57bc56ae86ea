import type { ReactElement } from "react";
import type { EmailTemplate, TemplateProps } from "../templates";

/** An e-mail's words: its subject, and its body in the one design. */
export type Message<Name extends EmailTemplate> = {
  subject(props: TemplateProps<Name>): string;
  Body(props: TemplateProps<Name>): ReactElement;
};
