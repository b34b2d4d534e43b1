// The rules of graphql-eslint, all of them; what is changed or off says why.
import graphql from "@graphql-eslint/eslint-plugin";

const { configs, parser } = graphql;

export default [
  {
    files: ["**/*.graphql"],
    languageOptions: {
      parser,
      parserOptions: { graphQLConfig: { schema: "./schema.graphql" } },
    },
    plugins: { "@graphql-eslint": graphql },
    rules: {
      ...configs["flat/schema-recommended"].rules,
      ...configs["flat/schema-all"].rules,
      ...configs["flat/schema-relay"].rules,

      // Fields stand in the order in which a reader needs them: the id first, start before end.
      "@graphql-eslint/alphabetize": "off",

      // Everything is explained: arguments, values and fields of inputs, too.
      "@graphql-eslint/require-description": [
        "error",
        {
          types: true,
          rootField: true,
          DirectiveDefinition: true,
          EnumValueDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
        },
      ],

      // Dates stand in the reason, because introspection gives nothing else to askers;
      // tests/schema/test_evolution.py reads them.
      "@graphql-eslint/require-deprecation-date": "off",

      // There are subscriptions. Nothing can be changed through the schema, so mutations stay out.
      "@graphql-eslint/no-root-type": ["error", { disallow: ["mutation"] }],

      // All root fields are answered from one snapshot in memory: none fails where another does
      // not, and clients need not ask for null where there never is one.
      "@graphql-eslint/require-nullable-result-in-root": "off",

      // Lists that may grow are connections; what a record holds itself (citations, lines of an
      // address) is short and a list. Not every node is a Node: a participation is known by its
      // State and its process alone.
      "@graphql-eslint/relay-edge-types": [
        "error",
        {
          withEdgeSuffix: true,
          shouldImplementNode: false,
          listTypeCanWrapOnlyEdgeType: false,
        },
      ],

      // Values (a citation, a count, an edge) have no identity of their own and no id. What has one
      // is a Node, and the interface demands the id.
      "@graphql-eslint/strict-id-in-types": "off",
    },
  },
];
