import { useNavigate } from "@remix-run/react";
import { useEffect, useState } from "react";

/** Goes to an address once there is one, after telling that nothing is left to lose here. */
export function useGoing(address: string | null, setDirty: (isDirty: boolean) => void): void {
  const navigate = useNavigate();
  const [isFree, setFree] = useState(false);
  useEffect(() => {
    if (address === null) return;
    setDirty(false);
    setFree(true);
  }, [address, setDirty]);
  useEffect(() => {
    if (isFree && address !== null) navigate(address);
  }, [isFree, address, navigate]);
}
