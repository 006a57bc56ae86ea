import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { type Shape, sharedShape } from "./shapes";

/**
 * An endpoint's parameters, read from the `.d.ts` files of the installed `stripe` package, which Stripe generates from
 * its API specification: exactly what the SDK can send is accepted.
 *
 * @param file such as `Subscriptions` or `Checkout/Sessions`
 * @param name such as `SubscriptionCreateParams` or `Checkout.SessionCreateParams`
 */
export function declaredShape(file: string, name: string): Shape {
  const shape = declarationsOf(file).resolve(name, []);
  if (!shape) throw new Error(`The stripe package declares no ${name} in ${file}`);
  return shape;
}

const parsed = new Map<string, Declarations>();

function declarationsOf(file: string): Declarations {
  const known = parsed.get(file);
  if (known) return known;
  const source = fs.readFileSync(path.join(resourcesDirectory(), `${file}.d.ts`), "utf8");
  const declarations = new Declarations(source);
  parsed.set(file, declarations);
  return declarations;
}

function resourcesDirectory(): string {
  const entry = createRequire(import.meta.url).resolve("stripe");
  return path.join(path.dirname(entry), "..", "esm", "resources");
}

const token = /\s*(\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\.)*'|[A-Za-z_$][\w$]*|-?\d+|=>|[{}[\]();:,<>|&?=.*@-])/y;

type Reader = (scope: string[]) => Shape;

/** Parses the subset of TypeScript that the generated declarations use. */
class Declarations {
  private readonly tokens: string[] = [];
  private at = 0;
  private readonly types = new Map<string, { scope: string[]; read: Reader }>();
  private readonly resolved = new Map<string, Shape>();

  constructor(source: string) {
    token.lastIndex = 0;
    for (let match = token.exec(source); match; match = token.exec(source)) {
      const text = match[1] ?? "";
      if (!text.startsWith("/*")) this.tokens.push(text);
    }
    this.readBlock([]);
  }

  resolve(name: string, scope: string[]): Shape | null {
    for (let depth = scope.length; depth >= 0; depth -= 1) {
      const full = [...scope.slice(0, depth), name].join(".");
      const known = this.resolved.get(full);
      if (known) return known;
      const type = this.types.get(full);
      if (!type) continue;
      // Stored before it is read, because types can be recursive.
      const shape: Shape = { kind: "unknown" };
      this.resolved.set(full, shape);
      return Object.assign(shape, type.read(type.scope));
    }
    return sharedShape(name);
  }

  private readBlock(scope: string[]): void {
    while (this.at < this.tokens.length && this.peek() !== "}") {
      const word = this.next();
      if (word === "interface") this.readInterface(scope);
      else if (word === "type" && this.tokens[this.at + 1] === "=") this.readAlias(scope);
      else if (word === "namespace") this.readNamespace(scope);
      else if (word === "class" || word === "import") this.skipDeclaration(word);
    }
  }

  private readNamespace(scope: string[]): void {
    const name = this.next();
    this.expect("{");
    this.readBlock([...scope, name]);
    this.expect("}");
  }

  private readAlias(scope: string[]): void {
    const name = this.next();
    this.expect("=");
    const read = this.readType();
    this.types.set([...scope, name].join("."), { scope, read });
  }

  private readInterface(scope: string[]): void {
    const name = this.next();
    const bases: string[] = [];
    if (this.take("extends")) {
      do bases.push(this.readName());
      while (this.take(","));
    }
    const body = this.readMembers();
    const read: Reader = (within) => {
      const own = body(within);
      if (own.kind !== "object") return own;
      for (const base of bases) {
        const shape = this.resolve(base, within);
        if (shape?.kind === "object") for (const [key, member] of shape.members) own.members.set(key, member);
      }
      return own;
    };
    this.types.set([...scope, name].join("."), { scope, read });
  }

  private readMembers(): Reader {
    this.expect("{");
    const members: [string, boolean, Reader][] = [];
    let index: Reader | null = null;
    while (!this.take("}")) {
      if (this.take("[")) {
        while (this.next() !== "]");
        this.expect(":");
        index = this.readType();
      } else {
        const key = this.next().replaceAll("'", "");
        const optional = this.take("?");
        this.expect(":");
        members.push([key, optional, this.readType()]);
      }
      this.take(";");
    }
    const record = index;
    return (scope) => {
      if (record) return { kind: "record", of: record(scope) };
      return {
        kind: "object",
        members: new Map(members.map(([key, optional, read]) => [key, { optional, shape: read(scope) }])),
      };
    };
  }

  private readType(): Reader {
    this.take("|");
    const parts = [this.readPart()];
    while (this.take("|") || this.take("&")) parts.push(this.readPart());
    const [only] = parts;
    if (parts.length === 1 && only) return only;
    return (scope) => ({ kind: "union", of: parts.flatMap((part) => flatten(part(scope))) });
  }

  private readPart(): Reader {
    let part = this.readAtom();
    while (this.peek() === "[" && this.tokens[this.at + 1] === "]") {
      this.at += 2;
      const inner = part;
      part = (scope) => ({ kind: "array", of: inner(scope) });
    }
    return part;
  }

  private readAtom(): Reader {
    const first = this.peek();
    if (first === "{") return this.readMembers();
    if (first === "(") {
      this.expect("(");
      const inner = this.readType();
      this.expect(")");
      return inner;
    }
    if (first.startsWith("'")) return literal(this.next().slice(1, -1));
    if (/^-?\d/.test(first)) return literal(Number(this.next()));
    const name = this.readName();
    const argument = this.take("<") ? this.readType() : null;
    if (argument) this.expect(">");
    return this.named(name, argument);
  }

  private named(name: string, argument: Reader | null): Reader {
    if (name === "Array" && argument) return (scope) => ({ kind: "array", of: argument(scope) });
    if (name === "Emptyable" && argument) {
      return (scope) => ({ kind: "union", of: [{ kind: "literal", value: "" }, ...flatten(argument(scope))] });
    }
    switch (name) {
      case "string":
      case "number":
      case "boolean":
      case "null":
        return () => ({ kind: name });
      case "true":
      case "false":
        return literal(name === "true");
      default:
        return (scope) => this.resolve(name, scope) ?? { kind: "unknown" };
    }
  }

  private readName(): string {
    let name = this.next();
    while (this.take(".")) name += `.${this.next()}`;
    return name;
  }

  private skipDeclaration(word: string): void {
    if (word === "import") {
      while (this.next() !== ";");
      return;
    }
    while (this.peek() !== "{") this.at += 1;
    let depth = 0;
    do {
      const text = this.next();
      if (text === "{") depth += 1;
      if (text === "}") depth -= 1;
    } while (depth > 0);
  }

  private peek(): string {
    return this.tokens[this.at] ?? "";
  }

  private next(): string {
    this.at += 1;
    return this.tokens[this.at - 1] ?? "";
  }

  private take(text: string): boolean {
    if (this.peek() !== text) return false;
    this.at += 1;
    return true;
  }

  private expect(text: string): void {
    if (!this.take(text))
      throw new Error(
        `Expected ${text}, found ${this.peek()} at ${this.tokens.slice(this.at - 5, this.at + 5).join(" ")}`,
      );
  }
}

function literal(value: string | number | boolean): Reader {
  return () => ({ kind: "literal", value });
}

function flatten(shape: Shape): Shape[] {
  return shape.kind === "union" ? shape.of : [shape];
}
