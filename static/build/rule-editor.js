// The editor of rule files: line numbers, highlighting, and a mark at every line with a mistake.
// Colours are the app's own, so it follows the light and the dark theme.
import { indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { minimalSetup } from "codemirror";
import { highlightActiveLine, highlightActiveLineGutter, lineNumbers } from "@codemirror/view";

const words = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: "var(--st-link-color)" },
  { tag: tags.comment, color: "var(--st-gray-text-color)", fontStyle: "italic" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--st-green-text-color)" },
]);

const look = EditorView.theme({
  "&": {
    color: "var(--st-text-color)",
    backgroundColor: "var(--st-background-color)",
    border: "1px solid var(--st-border-color)",
    borderRadius: ".375rem",
    fontSize: ".9375rem",
    height: "min(36rem, 70vh)",
  },
  "&.cm-focused": { outline: "2px solid var(--st-link-color)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'DejaVu Sans Mono', monospace", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--st-text-color)" },
  ".cm-cursor": { borderLeftColor: "var(--st-text-color)" },
  ".cm-gutters": {
    backgroundColor: "var(--st-secondary-background-color)",
    color: "var(--st-gray-text-color)",
    borderRight: "1px solid var(--st-border-color)",
  },
  ".cm-activeLine, .cm-activeLineGutter": {
    backgroundColor: "color-mix(in srgb, currentColor 7%, transparent)",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--st-link-color) 30%, transparent)",
  },
  ".cm-selectionBackground": {
    background: "color-mix(in srgb, var(--st-link-color) 20%, transparent)",
  },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--st-red-text-color)",
    textUnderlineOffset: ".2em",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--st-background-color)",
    color: "var(--st-text-color)",
    border: "1px solid var(--st-border-color)",
    maxWidth: "min(40rem, 90vw)",
  },
  ".cm-panels": {
    backgroundColor: "var(--st-secondary-background-color)",
    color: "var(--st-text-color)",
  },
});

const within = (state, line) => state.doc.line(Math.max(1, Math.min(line, state.doc.lines)));

const diagnostic = (state, { line, column, message }) => {
  const { from, to, text } = within(state, line);
  const word = /^[^\s,:{}\[\]]+/.exec(text.slice(Math.max(column - 1, 0)));
  const start = Math.min(from + Math.max(column - 1, 0), to);
  const end = word ? start + word[0].length : to;
  return { from: end > start ? start : from, to: end, severity: "error", message };
};

/**
 * Put an editor into `parent`. `changed` is called with every change that somebody makes.
 * What is returned reads and replaces the text, marks mistakes and moves to a line.
 */
export const surface = (parent, { label, describedBy, changed }) => {
  let quiet = false;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        lineNumbers(), highlightActiveLine(), highlightActiveLineGutter(), minimalSetup,
        EditorView.lineWrapping, indentUnit.of("  "), EditorState.tabSize.of(2), yaml(),
        syntaxHighlighting(words), look, lintGutter(),
        keymap.of([indentWithTab, ...lintKeymap]),
        EditorView.contentAttributes.of(
          { "aria-label": label, "aria-describedby": describedBy, tabindex: "0" }),
        EditorView.updateListener.of(update => {
          if (update.docChanged && !quiet) changed();
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    replace: text => {
      quiet = true;
      const { anchor } = view.state.selection.main;
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        selection: { anchor: Math.min(anchor, text.length) },
      });
      quiet = false;
    },
    mark: marks => view.dispatch(
      setDiagnostics(view.state, marks.map(one => diagnostic(view.state, one)))),
    reveal: line => {
      const { from } = within(view.state, line);
      view.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: "center" }),
      });
      view.focus();
    },
  };
};
