#!/bin/sh
# Gives each component of docker-compose.yml the credentials it has, out of those that the api-server has made: a volume of its own for
# each, readable for the user it runs as. The administrator's kubeconfig goes to a folder of this machine, for the folder's owner.
set -eu
pki=/var/lib/navarch/pki
navarch=10001:10001 root=0:0 nobody=65534:65534

give() { # component, owner, file, name
  install -m 0400 -o "${2%:*}" -g "${2#*:}" "$pki/$3" "/identities/$1/$4"
}

give scheduler $navarch scheduler.kubeconfig scheduler.kubeconfig
give controller $navarch controller.kubeconfig controller.kubeconfig
for node in node-1 node-2; do
  give $node $root "node-$node.kubeconfig" node.kubeconfig
  give $node $root proxy.kubeconfig proxy.kubeconfig
done
for file in ca.crt prometheus.crt prometheus.key; do give prometheus $nobody $file $file; done

umask 077
admin=/identities/admin/kubeconfig
sed "s|^\( *server:\).*|\1 $SERVER|" "$pki/admin.kubeconfig" > $admin.new
chown "$(stat -c %u:%g /identities/admin)" $admin.new
mv $admin.new $admin
