export const USAGE = `usage: npm run release -- VERB [options]

What becomes of a commit on its way to a site. Each verb does one step, and leaves what it found out in the folder \`release\`.

  changes [--since COMMIT]    whether anything that runs has changed since then: exit code 0 where it has, or COMMIT
                              is not known, and 3 where only documents, tests and the like have
  build                       the images of the commit that is checked out, by the Docker that DOCKER_HOST names, tagged with
                              it; built again, they have the same layers. Writes build.json
  sbom                        bills of materials (CycloneDX): of each image IMAGE.cdx.json, of all npm packages npm.cdx.json
  scan [--offline]            exit code 3 where npm knows of a severe weakness of a package that runs, or Debian has a security
                              update that an image lacks. Writes scan.json. With --offline, or SCAN_OFFLINE=true in
                              the environment, npm's advisories are not asked for
  sign --key FILE             a statement of where the pushed images are from (in-toto, SLSA provenance 1), signed with
                              a private key (PEM; Ed25519 or ECDSA). Needs images.json, which ansible/push.yml
                              writes. Writes attestation.json
  verify --key FILE... --image SERVICE=IMAGE...
                              exit code 3 unless each image is in an attestation that one of the public keys
                              has signed. --attestation FILE where it is not release/attestation.json

  --folder FOLDER             another folder than \`release\`
  -h, --help

exit codes: 0 done, 1 it could not be done, 2 called wrongly, 3 as said above
`;
