// What a reader would have to check by hand: types, hooks, and that everybody can use it.
import js from "@eslint/js";
import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import ts from "typescript-eslint";

export default defineConfig(
  { ignores: ["node_modules", "src/lib/api.d.ts"] },
  js.configs.recommended,
  ts.configs.recommended,
  a11y.flatConfigs.strict,
  {
    plugins: { "react-hooks": hooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      // A stand-in's parameters say its type, also where it does nothing with them.
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_$" }],
      // `lib/later.tsx` keeps what is typed meanwhile, and shows at once what is here.
      "no-restricted-imports": ["error", { name: "react", importNames: ["lazy", "Suspense"] }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      // A field that a key or a button opened has the focus at once: that is what it was opened for.
      "jsx-a11y/no-autofocus": "off",
    },
  },
);
