import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Section,
  Text,
} from "@react-email/components";
import type { CSSProperties, ReactNode } from "react";
import { catalog } from "@/lib/catalog";

// Mail programs know no stylesheets of ours and no CSS variables: the pages' colours, once, as plain values.
const ink = "#171c26";
const quiet = "#5b6472";
const line = "#e2e5ea";
const accent = "#2447d8";
const sans = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Helvetica, Arial, sans-serif";

const styles = {
  body: { margin: 0, backgroundColor: "#f7f8fa", fontFamily: sans, color: ink },
  container: { maxWidth: "560px", margin: "0 auto", padding: "32px 16px" },
  brand: { margin: "0 0 16px 4px", fontSize: "16px", fontWeight: 600, letterSpacing: "-0.02em", color: ink },
  card: { backgroundColor: "#ffffff", border: `1px solid ${line}`, borderRadius: "8px", padding: "32px" },
  heading: { margin: "0 0 16px", fontSize: "20px", lineHeight: "28px", fontWeight: 600, letterSpacing: "-0.02em" },
  text: { margin: "0 0 16px", fontSize: "15px", lineHeight: "24px", color: ink },
  button: {
    display: "inline-block",
    margin: "8px 0 24px",
    padding: "12px 20px",
    borderRadius: "6px",
    backgroundColor: accent,
    color: "#ffffff",
    fontSize: "15px",
    fontWeight: 600,
    textDecoration: "none",
  },
  small: { margin: "0 0 8px", fontSize: "13px", lineHeight: "20px", color: quiet },
  link: { color: accent, wordBreak: "break-all" },
  rule: { border: "none", borderTop: `1px solid ${line}`, margin: "8px 0 16px" },
  footer: { margin: "20px 4px 0", fontSize: "12px", lineHeight: "18px", color: quiet },
} satisfies Record<string, CSSProperties>;

type LayoutProps = {
  /** What the inbox shows beside the subject. */
  preview: string;
  heading: string;
  children: ReactNode;
  action?: { label: string; url: string };
  /** Why this e-mail came, and what to do if it should not have. */
  note?: string;
};

/** The one design of every e-mail: brand, card, at most one button, the link in words, who sent it. */
export function Layout({ preview, heading, children, action, note }: LayoutProps) {
  const { legalName, address } = catalog.copy.company;
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{preview}</Preview>
      <Body style={styles.body}>
        <Container style={styles.container}>
          <Text style={styles.brand}>{catalog.name}</Text>
          <Section style={styles.card}>
            <Heading as="h1" style={styles.heading}>
              {heading}
            </Heading>
            {children}
            {action && <Action {...action} />}
            {note && <Text style={{ ...styles.small, margin: 0 }}>{note}</Text>}
          </Section>
          <Text style={styles.footer}>
            {legalName}
            <br />
            {address}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

function Action({ label, url }: { label: string; url: string }) {
  return (
    <>
      <Button href={url} style={styles.button}>
        {label}
      </Button>
      <Hr style={styles.rule} />
      <Text style={styles.small}>
        If the button does not work, open this address:{" "}
        <Link href={url} style={styles.link}>
          {url}
        </Link>
      </Text>
    </>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return <Text style={styles.text}>{children}</Text>;
}
