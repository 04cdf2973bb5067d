import js from "@eslint/js";
import globals from "globals";

/* Modules that run in a browser, and tests that run in node. */
export default [
  { ignores: ["mapapp/vendor/", "mapapp/shipped/", "build/", "dist/", ".venv/"] },
  js.configs.recommended,
  {
    files: ["mapapp/**/*.js"],
    languageOptions: { globals: { ...globals.browser, L: "readonly" } },
    rules: {
      complexity: ["error", 15],
      "no-irregular-whitespace": ["error", { skipTemplates: true }], // the wide space of Chinese type
      eqeqeq: "error",
      "max-lines": ["error", 400],
      "max-params": ["error", 7],
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Texts become text nodes; see layers/map/dom.js." },
        { property: "outerHTML", message: "Texts become text nodes; see layers/map/dom.js." },
        { property: "insertAdjacentHTML", message: "Texts become text nodes; see layers/map/dom.js." },
      ],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  { files: ["tests/**/*.js"], languageOptions: { globals: globals.node } },
];
