import { parse, print, visit, type ASTNode } from 'graphql';

/** What a contract says, without what it explains: descriptions and the order of definitions do not count. */
export function contractShape(sdl: string): string {
  const { definitions } = visit(parse(sdl, { noLocation: true }), { leave: bare });
  return byText(definitions).map(print).join('\n\n');
}

/** Lists whose order says nothing. */
const UNORDERED = ['fields', 'values', 'arguments'] as const;

function bare<Node extends ASTNode>(node: Node): Node {
  const members = Object.entries(node).filter(([key]) => key !== 'description');
  return Object.fromEntries(members.map(([key, value]) => [key, (UNORDERED as readonly string[]).includes(key) && Array.isArray(value) ? byText(value as readonly ASTNode[]) : value])) as unknown as Node;
}

const byText = <Node extends ASTNode>(nodes: readonly Node[]): readonly Node[] =>
  nodes.map((node) => ({ node, text: print(node) })).sort((a, b) => (a.text < b.text ? -1 : 1)).map(({ node }) => node);
