const isPublic = ({ name, privacy, static: isStatic }) =>
  !name.startsWith('#') && !isStatic && privacy !== 'private' && privacy !== 'protected';

/** Tables show what an integrator can use. */
const publicMembers = {
  name: 'public-members',
  packageLinkPhase({ customElementsManifest }) {
    for (const { declarations } of customElementsManifest.modules) {
      for (const declaration of declarations) declaration.members = declaration.members?.filter(isPublic);
    }
  },
};

export default {
  globs: ['packages/elements/src/**/*.ts'],
  exclude: ['**/*.test.ts', '**/*.stories.ts'],
  outdir: 'packages/elements/dist',
  litelement: true,
  plugins: [publicMembers],
};
