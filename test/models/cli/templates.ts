/** A template in which `test-public` finds one thing that can be repaired. */
export const open = `Resources:
  Website:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead # the world
`;

/** The same, repaired. */
export const closed = open.replace('PublicRead', 'Private');
